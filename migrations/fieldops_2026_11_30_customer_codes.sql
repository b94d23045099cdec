-- Customers who call for the first time are given a code.
CREATE SEQUENCE customer_codes;
