package dev.tallystick.houserules.openapi.sample;

import jakarta.validation.constraints.NotNull;

/** The body of a request, and of an answer that a signature names. */
record OrderJson(@NotNull String name, Size size, ItemJson item) {
  enum Size {
    SMALL,
    LARGE
  }

  /** What is nested. */
  record ItemJson(@jakarta.validation.constraints.Size(max = 8) String code) {}
}
