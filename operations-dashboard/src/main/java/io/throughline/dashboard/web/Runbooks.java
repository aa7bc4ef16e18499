package io.throughline.dashboard.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The pages of {@code docs/runbooks} that this release was built with, rendered once. */
@Component
class Runbooks {

    private static final String ENDING = ".md";
    private static final String INDEX = "README";
    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private final Map<String, Page> pages;

    Runbooks() {
        Map<String, String> sources = sources();
        Map<String, Page> rendered = new TreeMap<>();
        sources.forEach((name, source) -> rendered.put(name, new Page(name, source, html(source, sources.keySet()))));
        this.pages = rendered;
    }

    /**
     * One page.
     *
     * @param name as failure modes and alerts name it
     * @param html of nothing but what the Markdown says: raw HTML in it is shown as text
     */
    record Page(String name, String markdown, String html) {}

    Page index() {
        return Optional.ofNullable(pages.get(INDEX))
                .orElseThrow(() -> new IllegalStateException("This release was built without its runbooks"));
    }

    /** Without the index. */
    List<String> names() {
        List<String> names = new ArrayList<>(pages.keySet());
        names.remove(INDEX);
        return names;
    }

    Optional<Page> named(String name) {
        return Optional.ofNullable(pages.get(name));
    }

    private static Map<String, String> sources() {
        try {
            Map<String, String> sources = new HashMap<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:runbooks/*.md")) {
                String name = Optional.ofNullable(file.getFilename()).orElseThrow();
                sources.put(
                        name.substring(0, name.length() - ENDING.length()),
                        file.getContentAsString(StandardCharsets.UTF_8));
            }
            return sources;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String html(String markdown, Set<String> known) {
        Node document = Parser.builder().extensions(TABLES).build().parse(markdown);
        document.accept(new Links(known));
        return HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .build()
                .render(document);
    }

    /** From one page to another within the dashboard; to what is in the repository only, there is no way from here. */
    private static final class Links extends AbstractVisitor {

        private final Set<String> known;

        Links(Set<String> known) {
            this.known = known;
        }

        @Override
        public void visit(Link link) {
            String to = link.getDestination();
            String name = to.endsWith(ENDING) ? to.substring(0, to.length() - ENDING.length()) : "";
            if (name.equals(INDEX)) {
                link.setDestination("/runbooks");
            } else if (known.contains(name)) {
                link.setDestination("/runbooks/" + name);
            } else if (!to.startsWith("https://")) {
                unwrap(link);
            }
        }

        private static void unwrap(Link link) {
            for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                link.insertBefore(child);
            }
            link.unlink();
        }
    }
}
