package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.FetchLogPolicy;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.ReaderToken;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.UseItem;
import dev.tallystick.portal.document.UsePage;
import dev.tallystick.portal.usage.UsageView.Day;
import dev.tallystick.web.ReaderText;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Reads the reader's list from audit-service and makes it readable. */
@Singleton
final class ReadUsage {
  private static final String LIST = "/v1/me/usage";
  private static final int PAGE = 200;

  private final Neighbours neighbours;
  private final FetchLogPolicy policy;
  private final ReaderToken token;
  private final VisitMemory visits;

  ReadUsage(Neighbours neighbours, FetchLogPolicy policy, ReaderToken token, VisitMemory visits) {
    this.neighbours = neighbours;
    this.policy = policy;
    this.token = token;
    this.visits = visits;
  }

  /**
   * The uses that a filter asks for, from a cursor on.
   *
   * @param called what parties are called; it is waited for last
   */
  Part<UsageView> read(
      UseFilter filter,
      Optional<String> cursor,
      ReaderText text,
      CompletableFuture<PartyNames.Names> called) {
    CompletableFuture<Reply> list = ask(filter, cursor, text);
    CompletableFuture<Optional<FetchLogPolicy.Published>> trusted = policy.fetch();
    Reply reply = list.join();
    return reply
        .read(UsePage.Partial::new)
        .map(
            page -> {
              List<LoggedUse> entries = entries(page);
              List<Use> uses = tell(entries, filter, text, called);
              boolean whole = filter.isEmpty() && cursor.isEmpty();
              Seal seal =
                  whole
                      ? new SealCheck(text, trusted.join().map(FetchLogPolicy.Published::policy))
                          .check(reply.bytes(), token.subject())
                      : new Seal(Seal.State.SELECTION, "", "", uses.size(), 0);
              Optional<String> news =
                  whole && !entries.isEmpty()
                      ? visits.news(uses, entries.get(0).index(), text)
                      : Optional.empty();
              return new UsageView(
                  days(uses, entries, text), news, seal, page.next().map(filter::addressFrom));
            });
  }

  /** The same uses, newest first, and nothing of whether they are all. */
  Part<List<Use>> uses(
      UseFilter filter,
      Optional<String> cursor,
      ReaderText text,
      CompletableFuture<PartyNames.Names> called) {
    return ask(filter, cursor, text)
        .join()
        .read(UsePage.Partial::new)
        .map(page -> tell(entries(page), filter, text, called));
  }

  private static List<Use> tell(
      List<LoggedUse> entries,
      UseFilter filter,
      ReaderText text,
      CompletableFuture<PartyNames.Names> called) {
    UseTeller teller = new UseTeller(text, called.join(), UsageWords.in(text.locale()));
    return teller.tell(entries).stream().filter(filter::admits).toList();
  }

  /** The newest entries of the reader's list, newest first. */
  Part<List<LoggedUse>> newest() {
    return neighbours
        .get(Neighbour.AUDIT, LIST + "?limit=" + PAGE)
        .join()
        .read(UsePage.Partial::new)
        .map(ReadUsage::entries);
  }

  private CompletableFuture<Reply> ask(UseFilter filter, Optional<String> cursor, ReaderText text) {
    List<String> parameters = new ArrayList<>();
    parameters.add("limit=" + PAGE);
    String sought = filter.query(text.zone());
    if (!sought.isEmpty()) {
      parameters.add(sought);
    }
    cursor.ifPresent(
        from -> parameters.add("cursor=" + URLEncoder.encode(from, StandardCharsets.UTF_8)));
    return neighbours.get(Neighbour.AUDIT, LIST + "?" + String.join("&", parameters));
  }

  /** Of all lists, newest first; what stands in two of them once; and who has read in bulk. */
  private static List<LoggedUse> entries(UsePage.Partial page) {
    Map<Long, LoggedUse> found = new TreeMap<>(Comparator.reverseOrder());
    List<UseItem.Partial> items = new ArrayList<>(page.entries());
    page.linked().forEach(list -> items.addAll(list.entries()));
    for (UseItem.Partial item : items) {
      LoggedUse use = LoggedUse.of(item);
      found.put(use.index(), use);
    }
    TreeSet<Long> own = new TreeSet<>(found.keySet());
    page.bulkReads().stream()
        .flatMap(list -> list.entries().stream())
        .map(LoggedUse::of)
        .forEach(read -> bulkRead(read, own).ifPresent(told -> found.put(told.index(), told)));
    return List.copyOf(found.values());
  }

  /** A read in bulk concerns the reader if an entry on the page lies in its range. */
  static Optional<LoggedUse> bulkRead(LoggedUse read, NavigableSet<Long> own) {
    OptionalLong first = read.data().firstIndex();
    OptionalLong last = read.data().lastIndex();
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.of(read.as(UseTeller.BULK_READ_WITHHELD));
    }
    Long next = own.ceiling(first.getAsLong());
    return next == null || next > last.getAsLong() ? Optional.empty() : Optional.of(read);
  }

  private static List<Day> days(List<Use> uses, List<LoggedUse> entries, ReaderText text) {
    Map<Long, LocalDate> dayOf = new TreeMap<>();
    entries.forEach(entry -> dayOf.put(entry.index(), text.dayOf(entry.at())));
    Map<LocalDate, List<Use>> byDay = new LinkedHashMap<>();
    for (Use use : uses) {
      LocalDate day = dayOf.getOrDefault(use.index(), LocalDate.EPOCH);
      byDay.computeIfAbsent(day, any -> new ArrayList<>()).add(use);
    }
    List<Day> days = new ArrayList<>();
    byDay.forEach((day, list) -> days.add(new Day(text.dayHeading(day), list)));
    return days;
  }
}
