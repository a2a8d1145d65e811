/**
 * Makes append requests fast enough to load a server from the machine it runs on: one valid event
 * is built, and only what must differ between events is patched in its bytes.
 */
@NullMarked
package dev.tallystick.bench.event;

import org.jspecify.annotations.NullMarked;
