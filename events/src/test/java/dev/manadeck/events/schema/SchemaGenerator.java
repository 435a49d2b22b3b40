package dev.manadeck.events.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.manadeck.events.EventType;
import dev.manadeck.events.UserId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says in JSON Schema what the records say in Java. Additional fields stay allowed, so that readers
 * outlive additions.
 */
final class SchemaGenerator {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final JsonMapper mapper = JsonMapper.shared();
  private final Descriptions descriptions;

  SchemaGenerator(Descriptions descriptions) {
    this.descriptions = descriptions;
  }

  ObjectNode schemaOf(EventType type) {
    var definitions = mapper.createObjectNode();
    var schema = mapper.createObjectNode();
    schema.put("$schema", DIALECT);
    schema.put("$id", "urn:manadeck:schema:" + type.schemaName());
    schema.put("title", type.wireName());
    describe(schema, type.eventClass(), definitions);
    if (!definitions.isEmpty()) {
      schema.set("$defs", definitions);
    }
    return schema;
  }

  private void describe(ObjectNode schema, Class<?> record, ObjectNode definitions) {
    schema.put("description", descriptions.of(record));
    schema.put("type", "object");
    var properties = schema.putObject("properties");
    var required = mapper.createArrayNode();
    for (var field : record.getRecordComponents()) {
      var property = schemaOf(field.getGenericType(), definitions);
      if (isWrittenAsNull(field)) {
        property.putArray("type").add("string").add("null");
      }
      properties.set(field.getName(), property.put("description", descriptions.of(field)));
      if (!field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(field.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static boolean isWrittenAsNull(RecordComponent field) {
    var inclusion = field.getAccessor().getAnnotation(JsonInclude.class);
    return inclusion != null && inclusion.value() == JsonInclude.Include.ALWAYS;
  }

  private ObjectNode schemaOf(Type type, ObjectNode definitions) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      var array = ofType("array");
      array.set("items", schemaOf(list.getActualTypeArguments()[0], definitions));
      return array;
    }
    if (!(type instanceof Class<?> javaType)) {
      throw new IllegalStateException("No schema stands for " + type);
    }
    if (javaType.isEnum()) {
      return enumeration(javaType);
    }
    if (javaType.isRecord()) {
      return isTypedId(javaType) ? typedId(javaType) : reference(javaType, definitions);
    }
    return scalar(javaType);
  }

  private ObjectNode scalar(Class<?> type) {
    return switch (type.getName()) {
      case "boolean" -> ofType("boolean");
      case "int", "java.lang.Integer" -> ofType("integer").put("format", "int32");
      case "double", "java.lang.Double" -> ofType("number");
      case "java.lang.String", "java.time.ZoneId" -> ofType("string");
      case "java.time.Instant" -> ofType("string").put("format", "date-time");
      case "java.time.LocalDate" -> ofType("string").put("format", "date");
      case "tools.jackson.databind.node.ObjectNode" -> ofType("object");
      case "tools.jackson.databind.JsonNode" -> anythingButNull();
      default -> throw new IllegalStateException("No schema stands for " + type);
    };
  }

  private ObjectNode anythingButNull() {
    var schema = mapper.createObjectNode();
    var types = schema.putArray("type");
    List.of("object", "array", "string", "number", "boolean").forEach(types::add);
    return schema;
  }

  private ObjectNode enumeration(Class<?> type) {
    var schema = ofType("string");
    var values = schema.putArray("enum");
    for (var constant : type.getEnumConstants()) {
      values.add(mapper.valueToTree(constant));
    }
    return schema;
  }

  private static boolean isTypedId(Class<?> type) {
    var fields = type.getRecordComponents();
    return fields.length == 1 && fields[0].getAccessor().isAnnotationPresent(JsonValue.class);
  }

  private ObjectNode typedId(Class<?> type) {
    if (type == UserId.class) {
      return ofType("string").put("minLength", 1).put("maxLength", UserId.MAX_LENGTH);
    }
    if (type.getRecordComponents()[0].getType() == UUID.class) {
      return ofType("string").put("format", "uuid");
    }
    throw new IllegalStateException("No schema stands for " + type);
  }

  private ObjectNode reference(Class<?> type, ObjectNode definitions) {
    var name = type.getSimpleName();
    if (!definitions.has(name)) {
      describe(definitions.putObject(name), type, definitions);
    }
    return mapper.createObjectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode ofType(String type) {
    return mapper.createObjectNode().put("type", type);
  }
}
