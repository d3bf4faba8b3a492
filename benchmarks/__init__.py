"""How fast omgui is, measured beside the older tool and beside what the machine can do."""
