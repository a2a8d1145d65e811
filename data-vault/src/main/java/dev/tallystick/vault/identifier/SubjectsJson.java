package dev.tallystick.vault.identifier;

import java.util.List;

/** The people, in the order of the identifiers that were sent. */
record SubjectsJson(List<SubjectJson> subjects) {}
