/** The mailbox of the local suite: it takes every mail, keeps it in memory, and shows it. */
@NullMarked
package dev.tallystick.local.mailbox;

import org.jspecify.annotations.NullMarked;
