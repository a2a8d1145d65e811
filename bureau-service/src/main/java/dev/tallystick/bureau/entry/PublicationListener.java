package dev.tallystick.bureau.entry;

import dev.tallystick.bureau.document.PublishingParty;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.OutboxListener;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Tells publications what became of their entries, soon or after a crash. */
@Singleton
final class PublicationListener implements OutboxListener {
  private final Instance<Publication> publications;

  PublicationListener(@Any Instance<Publication> publications) {
    this.publications = publications;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    of(event).forEach(published -> published.logged(bureau(event), event.id(), receipt.index()));
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    lapsed(event);
  }

  @Override
  public void lapsed(Event event) {
    of(event).forEach(published -> published.drop(bureau(event), event.id()));
  }

  private Stream<Publication> of(Event event) {
    return publications.stream().filter(published -> published.concerns(event.type().shortName()));
  }

  private static BureauId bureau(Event event) {
    PublishingParty said = PublishingParty.read(event.data());
    return new BureauId(said.party().or(said::from).or(said::bureau).orElseThrow());
  }
}
