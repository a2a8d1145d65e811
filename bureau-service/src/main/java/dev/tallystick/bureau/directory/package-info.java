/** Parties as consent-service knows them: roles, suspension and keys. */
@NullMarked
package dev.tallystick.bureau.directory;

import org.jspecify.annotations.NullMarked;
