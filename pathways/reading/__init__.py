"""Reading what pages and sheets show: rows become plain values in few queries, past the consent gate."""
