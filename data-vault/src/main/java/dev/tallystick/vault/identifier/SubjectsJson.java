package dev.tallystick.vault.identifier;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The people, in the order of the identifiers that were sent. */
@Schema(name = "Subjects")
record SubjectsJson(List<SubjectJson> subjects) {}
