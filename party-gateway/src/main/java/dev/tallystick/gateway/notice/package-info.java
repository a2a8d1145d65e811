/** What others tell the party to do about data that it has got, and its answers. */
@NullMarked
package dev.tallystick.gateway.notice;

import org.jspecify.annotations.NullMarked;
