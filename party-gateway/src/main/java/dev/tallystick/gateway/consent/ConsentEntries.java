package dev.tallystick.gateway.consent;

import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.ConsentRefused;
import dev.tallystick.events.type.NoticeRef;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.webhook.TellOwnSystems;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

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
    for (PersonAskEntity row : asks.asked(entry.subject().get(), kind.get(), purpose.get())) {
      boolean isFromBureau = said.discloser().filter(by -> !by.equals(row.bureau)).isEmpty();
      boolean isAnswer = isGiven ? isYes(row, entry) : isNo(row, said);
      if (isFromBureau && isAnswer) {
        row.state = isGiven ? PersonAskState.GIVEN : PersonAskState.REFUSED;
        row.consent =
            isGiven ? new ConsentGiven.Partial(entry.data()).consent().orElse(null) : null;
        row.nextTryAt = null;
        own.tell(isGiven ? "consent.given" : "consent.refused", row.id);
      }
    }
  }

  /**
   * A yes is to the text that was shown and to its terms. The notice that it names is the showing,
   * which has an id of its own: the text is known by its hash.
   */
  private static boolean isYes(PersonAskEntity row, OwnEntry entry) {
    ConsentGiven.Partial given = new ConsentGiven.Partial(entry.data());
    return given
            .notice()
            .flatMap(NoticeRef.Partial::textHash)
            .filter(textHash(row)::equals)
            .isPresent()
        && given.retention().filter(row.retention::equals).isPresent()
        && Set.copyOf(given.categories()).equals(Set.of(row.categories.split(",")));
  }

  /** A no need not name what it is to. */
  private static boolean isNo(PersonAskEntity row, ConsentRefused.Partial refused) {
    return refused
        .notice()
        .flatMap(NoticeRef.Partial::textHash)
        .map(textHash(row)::equals)
        .orElse(true);
  }

  private static String textHash(PersonAskEntity row) {
    return Hash.sha256(row.noticeText.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
