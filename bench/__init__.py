"""How fast and how small contacts-tui is: each figure against a floor or a peer, measured in one run."""
