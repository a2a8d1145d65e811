package dev.tallystick.gateway.consent;

import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.ConsentRefused;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.webhook.TellOwnSystems;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Learns from the log what persons have said to what they were asked for. */
@Singleton
class ConsentEntries implements OwnEntryListener {
  private final PersonAskRepository asks;
  private final TellOwnSystems own;
  private final GatewaySettings settings;

  ConsentEntries(PersonAskRepository asks, TellOwnSystems own, GatewaySettings settings) {
    this.asks = asks;
    this.own = own;
    this.settings = settings;
  }

  @Override
  public void take(OwnEntry entry) {
    boolean isGiven = entry.type().equals(ConsentGiven.SHORT_NAME);
    if (!isGiven && !entry.type().equals(ConsentRefused.SHORT_NAME)) {
      return;
    }
    // What a refusal says, a consent says too.
    ConsentRefused.Partial said = new ConsentRefused.Partial(entry.data());
    Optional<String> kind = said.kind();
    Optional<String> purpose = said.purpose();
    boolean isToUs = said.recipient().filter(settings.party()::equals).isPresent();
    if (!isToUs || kind.isEmpty() || purpose.isEmpty() || entry.subject().isEmpty()) {
      return;
    }
    Optional<String> notice = said.notice().flatMap(shown -> shown.id());
    for (PersonAskEntity row : asks.asked(entry.subject().get(), kind.get(), purpose.get())) {
      boolean isFromBureau = said.discloser().filter(by -> !by.equals(row.bureau)).isEmpty();
      // A yes is to the text that was shown; a no need not name one.
      boolean isOfText = notice.map(shown -> shown.equals(row.notice)).orElse(!isGiven);
      if (isFromBureau && isOfText) {
        row.state = isGiven ? PersonAskState.GIVEN : PersonAskState.REFUSED;
        row.consent =
            isGiven ? new ConsentGiven.Partial(entry.data()).consent().orElse(null) : null;
        row.nextTryAt = null;
        own.tell(isGiven ? "consent.given" : "consent.refused", row.id);
      }
    }
  }
}
