/** What an installation says about its party. */
@NullMarked
package dev.tallystick.gateway.setting;

import org.jspecify.annotations.NullMarked;
