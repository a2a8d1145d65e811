/**
 * Tables that follow the log within a second and can be made from it again at any time: the list of
 * entries of each label, the releases and what became of them, the parties' keys. Off the append
 * path; one process writes them, all read them.
 */
@NullMarked
package dev.tallystick.audit.index;

import org.jspecify.annotations.NullMarked;
