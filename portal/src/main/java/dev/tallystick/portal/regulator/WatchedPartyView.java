package dev.tallystick.portal.regulator;

import dev.tallystick.portal.document.HeldLicence;
import dev.tallystick.portal.document.ToldSuspension;
import dev.tallystick.portal.document.WatchedParty;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A party, its licences and its suspensions.
 *
 * @param suspensions each in one sentence: from what, why, until when
 */
public record WatchedPartyView(
    String id,
    String name,
    String role,
    boolean suspended,
    List<String> suspensions,
    List<LicenceLine> licences,
    String agreements) {
  /** Copies the lists. */
  public WatchedPartyView {
    suspensions = List.copyOf(suspensions);
    licences = List.copyOf(licences);
  }

  /**
   * A licence.
   *
   * @param over whether it is no longer valid
   */
  @TemplateData
  public record LicenceLine(String number, String issuer, String until, boolean over) {}

  static WatchedPartyView of(WatchedParty.Partial party, ReaderText text) {
    RegulatorMessages say = Bundles.get(RegulatorMessages.class, text.locale());
    return new WatchedPartyView(
        party.party().orElse("?"),
        party.legalName().orElse("?"),
        say.role(party.role().orElse("?")),
        party.suspended().orElse(false),
        party.suspensions().stream().map(one -> suspension(one, text, say)).toList(),
        party.licences().stream().map(one -> licence(one, text)).toList(),
        text.number(party.agreements().size()));
  }

  private static String suspension(
      ToldSuspension.Partial one, ReaderText text, RegulatorMessages say) {
    return say.suspension(
        one.scope().orElse("?"),
        one.ground().orElse(""),
        one.caseNo().orElse(""),
        one.until().map(at -> ToldInstants.moment(text, at)).orElse(""));
  }

  private static LicenceLine licence(HeldLicence.Partial one, ReaderText text) {
    Optional<Instant> until = one.validTo().flatMap(ToldInstants::find);
    return new LicenceLine(
        one.licenceNo().orElse("?"),
        one.issuer().orElse("?"),
        one.validTo().map(text::dayOfInstant).orElse("?"),
        until.filter(end -> !end.isAfter(text.now())).isPresent());
  }
}
