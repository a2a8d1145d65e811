/** Holds the OpenAPI file of a service against the classes that answer. */
@NullMarked
package dev.tallystick.houserules.openapi;

import org.jspecify.annotations.NullMarked;
