"""The least a web page can do on the same server: what Django, the driver and the database cost without a product."""
