package dev.manadeck.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record's headers in its order, whoever's client library read them: none is looked into before
 * it is asked for, since that is when the library makes text and bytes of it.
 */
public final class HeaderList<H> {
  private final H[] headers;
  private final Function<? super H, String> name;
  private final Function<? super H, byte @Nullable []> value;

  private HeaderList(
      H[] headers, Function<? super H, String> name, Function<? super H, byte @Nullable []> value) {
    this.headers = headers;
    this.name = name;
    this.value = value;
  }

  public static <H> HeaderList<H> of(
      H[] headers, Function<? super H, String> name, Function<? super H, byte @Nullable []> value) {
    return new HeaderList<>(headers, name, value);
  }

  public static HeaderList<WireHeader> of(List<WireHeader> headers) {
    return of(headers.toArray(new WireHeader[0]), WireHeader::name, WireHeader::value);
  }

  /**
   * Of the header that stands where the codec writes it, else of the last one of that name, as
   * Kafka's clients have it.
   */
  byte @Nullable [] valueOf(CloudEventHeader wanted) {
    int usual = wanted.ordinal();
    if (usual < headers.length && isNamed(headers[usual], wanted)) {
      return value.apply(headers[usual]);
    }
    for (int i = headers.length - 1; i >= 0; i--) {
      if (isNamed(headers[i], wanted)) {
        return value.apply(headers[i]);
      }
    }
    return null;
  }

  private boolean isNamed(H header, CloudEventHeader wanted) {
    return name.apply(header).equals(wanted.wireName());
  }

  /** All that have a value. */
  public List<WireHeader> toList() {
    var list = new ArrayList<WireHeader>(headers.length);
    for (var header : headers) {
      var bytes = value.apply(header);
      if (bytes != null) {
        list.add(new WireHeader(name.apply(header), bytes));
      }
    }
    return list;
  }
}
