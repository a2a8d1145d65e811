/**
 * What the launcher keeps on disk: one folder that only its owner may enter, with secrets, ports,
 * configuration and the state of the running suite. Every file appears complete or not at all.
 */
@NullMarked
package dev.tallystick.local.state;

import org.jspecify.annotations.NullMarked;
