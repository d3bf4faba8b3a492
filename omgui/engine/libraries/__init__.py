"""Other people's metrics, under our control: no network, no noise, no state left behind."""
