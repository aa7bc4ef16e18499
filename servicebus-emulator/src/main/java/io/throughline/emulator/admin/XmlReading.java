package io.throughline.emulator.admin;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML that holds nothing but elements and text: no document types, no entities of its own. */
final class XmlReading {

    private static final int MAX_DEPTH = 16;
    private static final XMLInputFactory FACTORY = factory();

    private XmlReading() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is read from elsewhere: " + systemId);
        });
        return factory;
    }

    static Element read(byte[] xml) {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                requireHarmless(reader);
            }
            return element(reader, 0);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("The body is not XML as it is wanted here: " + e.getMessage(), e);
        }
    }

    private static Element element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("Elements are nested too deep");
        }
        var namespace = reader.getNamespaceURI();
        var name = reader.getLocalName();
        var attributes = attributes(reader);
        var text = new StringBuilder();
        var children = new ArrayList<Element>();
        for (var event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            requireHarmless(reader);
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader, depth + 1));
            } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                text.append(reader.getText());
            }
        }
        var own = children.isEmpty() ? text.toString() : "";
        return new Element(namespace == null ? "" : namespace, name, attributes, own, List.copyOf(children));
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        var attributes = new HashMap<String, String>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static void requireHarmless(XMLStreamReader reader) throws XMLStreamException {
        var event = reader.getEventType();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("Document types and entities are not taken", reader.getLocation());
        }
    }
}
