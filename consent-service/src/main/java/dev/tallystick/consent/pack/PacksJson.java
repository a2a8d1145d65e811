package dev.tallystick.consent.pack;

import java.util.List;

/** All rule packs at hand. */
record PacksJson(List<PackJson> packs, long asOfSize) {}
