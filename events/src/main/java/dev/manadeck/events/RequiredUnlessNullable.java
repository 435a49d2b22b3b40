package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Makes Jackson refuse, by its name, a field that is absent or null though its component is not
 * {@code @Nullable}, and null in a list. Jackson itself does not look at annotations of types.
 */
final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;
  private static final JsonSetter.Value REQUIRED =
      JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL);
  private static final JsonSetter.Value OPTIONAL = JsonSetter.Value.forContentNulls(Nulls.FAIL);

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter
        && parameter.getDeclaringClass().isRecord()) {
      return isNullable(parameter) ? OPTIONAL : REQUIRED;
    }
    return super.findSetterInfo(config, annotated);
  }

  private static boolean isNullable(AnnotatedParameter parameter) {
    return parameter
        .getDeclaringClass()
        .getRecordComponents()[parameter.getIndex()]
        .getAnnotatedType()
        .isAnnotationPresent(Nullable.class);
  }
}
