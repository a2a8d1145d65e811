package dev.tallystick.vault.link;

import java.util.List;

/** The ids of claims, in the order in which they were sent. */
record ClaimedJson(List<String> claims) {}
