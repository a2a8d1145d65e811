/**
 * Open loans that bureaus tell the party about: what they hand over becomes an order whose report
 * has come, and is opened, checked, acknowledged and destroyed like any other.
 */
@NullMarked
package dev.tallystick.gateway.feed;

import org.jspecify.annotations.NullMarked;
