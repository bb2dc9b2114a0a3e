"""What the sample is made of. Everything here is invented unless it says otherwise."""
