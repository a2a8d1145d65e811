package dev.tallystick.vault.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a person is told.
 *
 * @param secret what the messages of a webhook are signed with; only in the answer that made it
 * @param confirmBy until when it has to be confirmed, if it is not
 */
record AlertAddressJson(
    String address,
    String kind,
    String to,
    String pace,
    String language,
    String state,
    Instant setAt,
    @Nullable Instant confirmBy,
    @Nullable Instant offAt,
    @Nullable String secret,
    List<FailedAlertJson> failed) {
  static AlertAddressJson of(MyAlertAddress mine) {
    AlertAddress address = mine.address();
    return new AlertAddressJson(
        address.id(),
        address.channel().inPath(),
        address.to(),
        address.choice().pace().name(),
        address.choice().language().tag(),
        address.state().name(),
        address.setAt(),
        address.state() == AlertAddress.State.PENDING ? address.confirmBy() : null,
        address.offAt().orElse(null),
        mine.isNew() ? address.secret().orElse(null) : null,
        mine.failed().stream().map(FailedAlertJson::of).toList());
  }

  @Override
  public String toString() {
    return "AlertAddressJson[redacted]";
  }
}
