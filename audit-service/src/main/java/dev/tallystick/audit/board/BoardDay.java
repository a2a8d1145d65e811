package dev.tallystick.audit.board;

import java.time.LocalDate;

/** A UTC day on which a bureau sold reports. */
record BoardDay(LocalDate day, String bureau) {}
