"""Files that people upload: what may be kept, in which form, and where its bytes lie."""
