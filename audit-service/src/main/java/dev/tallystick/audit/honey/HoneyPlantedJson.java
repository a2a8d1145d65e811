package dev.tallystick.audit.honey;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How many entries about a person are the authority's own doing.
 *
 * @param plants besides those before {@code plantedUntil}
 */
@RegisterForReflection
record HoneyPlantedJson(String honey, long plants) {}
