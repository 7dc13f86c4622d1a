// What EU DSS says of signed files: one line a signature or time-stamp, one
// a file.  Offline; the trusted root and the CRLs are those named.
//
// usage: java -cp 'JARS/*' Dss.java ROOT.pem CRL|- FILE ...
// Exit 0: every file was read; what was said of it stands in the lines.
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;

public class Dss {
	private static void
	judge(File root, String crl, String path) throws IOException
	{
		var trusted = new CommonTrustedCertificateSource();
		trusted.addCertificate(DSSUtils.loadCertificate(root));
		var verifier = new CommonCertificateVerifier();
		verifier.setTrustedCertSources(trusted);
		if (!crl.equals("-"))
			verifier.setCrlSource(new ExternalResourcesCRLSource(
			    new FileInputStream(crl)));
		var validator = SignedDocumentValidator.fromDocument(
		    new FileDocument(path));
		validator.setCertificateVerifier(verifier);
		tell(path, validator.validateDocument());
	}

	private static void
	tell(String path, Reports reports)
	{
		SimpleReport simple = reports.getSimpleReport();
		DiagnosticData data = reports.getDiagnosticData();
		int signatures = 0, passed = 0, stamps = 0;

		for (SignatureWrapper s : data.getSignatures()) {
			String id = s.getId();

			signatures++;
			if (simple.isValid(id))
				passed++;
			System.out.printf("  signature %s %s %s by %s in %s%n",
			    simple.getIndication(id),
			    simple.getSubIndication(id),
			    simple.getSignatureFormat(id),
			    simple.getSignedBy(id), s.getFirstFieldName());
			words("error", simple.getAdESValidationErrors(id));
			words("warning",
			    simple.getAdESValidationWarnings(id));
		}
		for (TimestampWrapper t : data.getTimestampList()) {
			stamps++;
			System.out.printf("  time-stamp %s %s %s%n",
			    simple.getIndication(t.getId()),
			    simple.getSubIndication(t.getId()), t.getType());
		}
		System.out.printf("%s %d of %d signatures, %d time-stamps: "
		    + "%s%n", signatures > 0 && passed == signatures ?
		    "TOTAL_PASSED" : "NOT PASSED", passed, signatures,
		    stamps, path);
	}

	private static void
	words(String kind, List<Message> list)
	{
		for (Message m : list)
			System.out.printf("    %s %s: %s%n", kind, m.getKey(),
			    m.getValue());
	}

	public static void
	main(String[] args)
	{
		for (int i = 2; i < args.length; i++)
			try {
				judge(new File(args[0]), args[1], args[i]);
			} catch (RuntimeException | IOException e) {
				System.out.printf("NOT READ %s: %s%n",
				    e.getMessage(), args[i]);
			}
	}
}
