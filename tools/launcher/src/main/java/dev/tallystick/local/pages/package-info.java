/** The services' APIs in a browser, for whoever tries the suite out on this machine. */
@NullMarked
package dev.tallystick.local.pages;

import org.jspecify.annotations.NullMarked;
