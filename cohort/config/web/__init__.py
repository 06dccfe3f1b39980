"""What stands between the world and the views: headers, refusals in words, and limits of every door."""
