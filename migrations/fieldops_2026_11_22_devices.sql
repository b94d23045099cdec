-- Only the log-in reads them.
REVOKE ALL ON devices FROM fieldops_scoped;
