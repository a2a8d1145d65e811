package dev.tallystick.consent.stop;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything about the person is stopped.
 *
 * @param pending whether the log has not taken the freeze yet, which holds all the same
 * @param eventId the event of the freeze
 * @param asOfSize the size of the log up to which it was looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FreezeJson(boolean frozen, boolean pending, @Nullable String eventId, long asOfSize) {}
