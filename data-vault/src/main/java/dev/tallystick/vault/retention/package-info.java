/**
 * What goes by itself: adverse information when its term is over (R34), and what a platform has
 * collected when the consent that it rests on has ended (R16, R19).
 */
@NullMarked
package dev.tallystick.vault.retention;

import org.jspecify.annotations.NullMarked;
