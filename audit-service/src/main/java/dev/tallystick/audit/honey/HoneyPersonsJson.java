package dev.tallystick.audit.honey;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** All honey persons. */
@RegisterForReflection
record HoneyPersonsJson(List<HoneyPersonJson> persons) {}
