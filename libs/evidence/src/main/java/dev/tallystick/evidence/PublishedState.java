package dev.tallystick.evidence;

import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileReader;

/**
 * What a log has published: all that a bundle needs besides what its service answers.
 *
 * @param checkpoint the newest checkpoint, with the cosignatures of witnesses
 * @param policy the text of the policy by which the log wants to be judged
 * @param tiles the log's tiles, at the size of the checkpoint
 */
public record PublishedState(SignedNote checkpoint, String policy, TileReader tiles) {}
