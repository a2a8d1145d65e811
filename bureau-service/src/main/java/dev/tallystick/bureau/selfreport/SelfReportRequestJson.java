package dev.tallystick.bureau.selfreport;

import dev.tallystick.events.type.SelfReportIssued.Channel;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for.
 *
 * @param fee what the bureau asks for it at the counter, in minor units
 */
record SelfReportRequestJson(
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String bureau,
    @Pattern(regexp = "COUNTER|ONLINE|POST") @Nullable String channel,
    @Min(0) @Max(9_007_199_254_740_991L) @Nullable Long fee) {

  Channel toChannel() {
    return channel == null ? Channel.ONLINE : Channel.of(channel);
  }
}
