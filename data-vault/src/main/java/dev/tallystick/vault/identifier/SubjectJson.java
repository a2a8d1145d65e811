package dev.tallystick.vault.identifier;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person, by the token that stands for them everywhere. */
@Schema(name = "Subject")
record SubjectJson(
    @Schema(
            description = "128 random bits; tells nothing of the person.",
            examples = "sub_5ciq6vxtulqh6wm2te5ttwo2a4")
        String subject) {
  static SubjectJson of(SubjectToken token) {
    return new SubjectJson(token.value());
  }
}
