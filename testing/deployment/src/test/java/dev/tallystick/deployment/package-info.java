/** What stands in {@code deploy/}, held against what the services are. */
@NullMarked
package dev.tallystick.deployment;

import org.jspecify.annotations.NullMarked;
