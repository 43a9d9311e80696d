"""Turn what LMSs export, in whatever form, into attempts that statements are made of."""
