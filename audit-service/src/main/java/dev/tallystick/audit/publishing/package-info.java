/**
 * The public face of the log: signed checkpoints, tiles and entry bundles, for anybody, with
 * nothing but HTTP.
 */
@NullMarked
package dev.tallystick.audit.publishing;

import org.jspecify.annotations.NullMarked;
