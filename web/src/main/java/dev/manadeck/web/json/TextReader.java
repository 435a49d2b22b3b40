package dev.manadeck.web.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Reads text that can be stored. */
final class TextReader extends StringDeserializer {
  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    String text = super.deserialize(parser, context);
    if (!Storable.isStorable(text)) {
      throw Storable.refusal(parser, context, Storable.EXPECTED_TEXT);
    }
    return text;
  }
}
