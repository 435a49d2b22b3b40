package dev.manadeck.bench.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of one benchmark. As a table each section is printed as soon as it is measured, as
 * JSON all of them at the end.
 */
public final class Report {
  private record Section(String title, List<Figure> figures) {}

  private final String benchmark;
  private final PrintWriter out;
  private final PrintWriter progress;
  private final boolean isJson;
  private final List<Section> sections = new ArrayList<>();

  /**
   * @param progress where it is told what is going on, apart from the figures
   */
  public Report(String benchmark, PrintWriter out, PrintWriter progress, boolean isJson) {
    this.benchmark = benchmark;
    this.out = out;
    this.progress = progress;
    this.isJson = isJson;
  }

  public void doing(String what) {
    progress.println("… " + what);
    progress.flush();
  }

  public void section(String title, List<Figure> figures) {
    Section section = new Section(title, List.copyOf(figures));
    sections.add(section);
    if (!isJson) {
      print(section);
    }
  }

  private void print(Section section) {
    out.println();
    out.println(section.title());
    for (Figure figure : section.figures()) {
      out.printf("  %-58s %14s  %s%n", figure.name(), figure.valueAsText(), figure.unit());
    }
    out.flush();
  }

  public void end() {
    if (isJson) {
      out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json()));
      out.flush();
    }
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("benchmark", benchmark);
    json.put("sections", sections);
    return json;
  }
}
