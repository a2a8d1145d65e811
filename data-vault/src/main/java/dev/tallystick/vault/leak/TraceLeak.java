package dev.tallystick.vault.leak;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.StaffRead;
import dev.tallystick.events.type.StaffReadInternal;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.record.KeptRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out who was given leaked rows. The log has a read for each person concerned before a record
 * of theirs is opened; what the records say does not leave.
 */
@Singleton
final class TraceLeak {
  private static final String PURPOSE = "LEAK_TRACE";
  private static final String ALL = "*";
  private static final int MAX_THREADS = 4;

  private final Subjects subjects;
  private final KeptRecords kept;
  private final LogPublisher notes;
  private final HandedRows handed;

  TraceLeak(Subjects subjects, KeptRecords kept, LogPublisher notes, HandedRows handed) {
    this.subjects = subjects;
    this.kept = kept;
    this.notes = notes;
    this.handed = handed;
  }

  /** Who asks: an auditor's account, on a ticket, within the parties of the engagement. */
  record Asker(String account, String ticket, Set<String> scope) {
    boolean covers(String party) {
      return scope.contains(ALL) || scope.contains(party);
    }
  }

  /**
   * A row as it was sent.
   *
   * @param identifier whom it is about, or
   * @param subject the person's token
   */
  record Found(
      Optional<PersonIdentifier> identifier,
      Optional<String> subject,
      Optional<String> category,
      JsonObject fields) {
    @Override
    public String toString() {
      return "Found[redacted]";
    }
  }

  /**
   * What came of it.
   *
   * @param known rows about people whom the vault knows
   * @param matched rows that are kept here and were released
   */
  record Result(int rows, int known, int matched, List<GuiltModel.Suspicion> ranking) {}

  Result trace(Asker asker, List<Found> rows, GuiltModel model) {
    Map<String, List<LeakedRow>> byPerson = people(rows);
    Map<String, Set<String>> categories = categories(asker, byPerson.keySet());
    notes.requireAll(
        categories.entrySet().stream()
            .map(person -> read(asker, person.getKey(), person.getValue()))
            .toList());
    int known = byPerson.values().stream().mapToInt(List::size).sum();
    byPerson.keySet().retainAll(categories.keySet());
    List<Set<String>> given = given(asker, byPerson);
    return new Result(rows.size(), known, given.size(), model.rank(given));
  }

  /** Several people side by side: each mostly waits for the database. */
  private List<Set<String>> given(Asker asker, Map<String, List<LeakedRow>> byPerson) {
    ExecutorService some = Executors.newFixedThreadPool(MAX_THREADS);
    try {
      List<Future<List<Set<String>>>> begun = new ArrayList<>();
      byPerson.forEach(
          (subject, rows) -> begun.add(some.submit(() -> handed.recipients(asker, subject, rows))));
      List<Set<String>> given = new ArrayList<>();
      for (Future<List<Set<String>>> one : begun) {
        given.addAll(one.get());
      }
      return given;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while rows were compared", e);
    } finally {
      some.shutdownNow();
    }
  }

  private Map<String, List<LeakedRow>> people(List<Found> rows) {
    List<PersonIdentifier> identifiers =
        rows.stream().flatMap(row -> row.identifier().stream()).toList();
    Map<PersonIdentifier, SubjectToken> tokens =
        QuarkusTransaction.requiringNew().call(() -> subjects.find(identifiers));
    Map<String, List<LeakedRow>> byPerson = new LinkedHashMap<>();
    for (Found row : rows) {
      Optional<String> subject =
          row.subject().or(() -> row.identifier().map(tokens::get).map(SubjectToken::value));
      subject.ifPresent(
          token ->
              byPerson
                  .computeIfAbsent(token, any -> new ArrayList<>())
                  .add(new LeakedRow(token, row.category(), row.fields())));
    }
    return byPerson;
  }

  /** For each person of whom something within the engagement is kept, of which categories. */
  private Map<String, Set<String>> categories(Asker asker, Set<String> people) {
    Map<String, Set<String>> categories = new LinkedHashMap<>();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                kept.kinds(people)
                    .forEach(
                        kind -> {
                          if (asker.covers(kind.source())) {
                            categories
                                .computeIfAbsent(kind.subject(), any -> new TreeSet<>())
                                .add(kind.category());
                          }
                        }));
    return categories;
  }

  private Event read(Asker asker, String subject, Set<String> categories) {
    StaffRead data =
        new StaffRead(
            Optional.empty(), StaffRead.Manner.EXPORT, PURPOSE, List.copyOf(categories), List.of());
    StaffReadInternal internal =
        new StaffReadInternal(asker.account(), asker.ticket(), Optional.empty(), Optional.empty());
    return notes.make(data, subject, Optional.of(internal.toJson()));
  }
}
