/** The party's keys, which nothing hands out. */
@NullMarked
package dev.tallystick.gateway.key;

import org.jspecify.annotations.NullMarked;
