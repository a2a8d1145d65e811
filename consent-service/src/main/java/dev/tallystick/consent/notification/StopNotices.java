package dev.tallystick.consent.notification;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.type.DownstreamNotified.Change;
import dev.tallystick.rules.pack.Pack;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** The stop notices of persons and parties, and their days. */
@Singleton
class StopNotices implements DutySource {
  private static final Period DEFAULT_ANSWER_TIME = Period.ofDays(20);
  private static final String END =
      "Say what you did about a consent or an instruction that has ended";
  private static final String CHANGE = "Say what you did about data that has changed";
  private static final int PAGE_SIZE = 500;

  private final StopNoticeRepository notices;
  private final PackInForce pack;
  private final LiveState state;

  StopNotices(StopNoticeRepository notices, PackInForce pack, LiveState state) {
    this.notices = notices;
    this.pack = pack;
    this.state = state;
  }

  /** Those about a person, under every token that stands for them. */
  List<StopNotice> ofPerson(String subject) {
    return notices.ofSubjects(state.current().tokensOf(subject));
  }

  /** A party's; everybody's if none is named. */
  List<StopNotice> ofParty(Optional<String> party, boolean overdueOnly) {
    return notices.of(party, overdueOnly, today(), PAGE_SIZE);
  }

  /** The day where the pack in force is at home. */
  LocalDate today() {
    return pack.today();
  }

  /** The day by which a notice of today is to be answered. */
  LocalDate answerDay() {
    return today().plus(pack.find().map(Pack::stopAnswer).orElse(DEFAULT_ANSWER_TIME));
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return notices.unanswered(party, limit).stream()
        .map(
            notice ->
                new Duty(
                    Duty.Kind.STOP_NOTICE,
                    notice.to(),
                    notice.notification(),
                    notice.change() == Change.WITHDRAWN ? END : CHANGE,
                    notice.dueOn()))
        .toList();
  }
}
