/** What this service refuses, and with what words. */
@NullMarked
package dev.tallystick.vault.problem;

import org.jspecify.annotations.NullMarked;
